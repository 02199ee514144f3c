from string import Template, ascii_uppercase, punctuation
import string

letter = Template("Dear $name,\nyou owe $$${amount} since $date.\n")
print(letter.substitute(name="Ann", amount="12.50", date="May"), end="")
print(letter.safe_substitute(name="Bob").splitlines()[1])
try:
    letter.substitute(name="x")
except KeyError as e:
    print("missing", e)


class Percent(Template):
    delimiter = "%"
    idpattern = "[a-z]+_[a-z]+"


print(Percent("%with_under is %%").substitute(with_under="yes"))
print(ascii_uppercase[::5], sorted(set(punctuation) & set("a.b,c!")), string.whitespace.isspace())
letter.template[:4]
