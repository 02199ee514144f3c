def celsius_to_fahrenheit(c):
    """Convert degrees Celsius to Fahrenheit."""
    return c * 9 / 5 + 32


def main():
    print("Celsius  Fahrenheit")
    print("-" * 19)
    for c in range(-20, 41, 20):
        print("{:7d}  {:10.1f}".format(c, celsius_to_fahrenheit(c)))
    for word in ("level", "python"):
        if word == word[::-1]:
            print(word, "is a palindrome")
        else:
            print(word, "is not a palindrome")
    i = 0
    while i < 10:
        i += 1
        if i % 2:
            continue
        if i > 6:
            break
        print(i, end=" ")
    else:
        print("never")
    print()


if __name__ == "__main__":
    main()
    print(celsius_to_fahrenheit.__doc__)
