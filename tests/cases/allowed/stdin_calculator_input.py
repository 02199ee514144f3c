name = input()
n = int(input("How many? "))
total = 0
for _ in range(n):
    item, price, quantity = input().split(",")
    total += float(price) * int(quantity)
    print(f"{item.strip():<10}{float(price):>8.2f} x {quantity.strip()}")
print(f"{name} pays {total:.2f}")
try:
    input()
except EOFError as e:
    print("no more input:", e)
