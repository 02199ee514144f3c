SECRET = 37
tries = 0
while True:
    try:
        guess = int(input("Your guess: "))
    except ValueError:
        print("numbers only")
        continue
    except EOFError:
        print("gave up")
        break
    tries += 1
    if guess == SECRET:
        print(f"found in {tries} tries")
        break
    print("too high" if guess > SECRET else "too low")
