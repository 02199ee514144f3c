# stdin: Ada
name = input("Name? ")
print("Hello", name)
