from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, InvalidOperation, getcontext, localcontext
import decimal

print(Decimal("0.1") + Decimal("0.2"), Decimal(0.1).quantize(Decimal("1.000")))
price = Decimal("19.995")
cent = Decimal("0.01")
print(price.quantize(cent, rounding=ROUND_HALF_UP), price.quantize(cent, rounding=ROUND_HALF_EVEN))
print(f"{Decimal('1234567.891'):,.2f}", Decimal("1E+3"), Decimal("-0"), Decimal("2").sqrt())
with localcontext() as ctx:
    ctx.prec = 50
    print(Decimal(1) / Decimal(7))
getcontext().prec = 6
print(Decimal(1) / Decimal(7), Decimal("3.14159265") + 0)
try:
    Decimal("abc")
except InvalidOperation as e:
    print("invalid", type(e).__name__)
try:
    Decimal(1) / 0
except decimal.DivisionByZero:
    print("division by zero")


def compound(principal, rate, years):
    return (principal * (1 + rate) ** years).quantize(cent)


getcontext().prec = 28
print(compound(Decimal("1000"), Decimal("0.05"), 10), Decimal("5.00").normalize(), Decimal("1.23").as_tuple())
sum(map(Decimal, ["1.10", "2.20", "3.30"]))
