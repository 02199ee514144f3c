class Employee:
    raise_amount = 1.04
    count = 0

    def __init__(self, first, last, pay):
        self.first, self.last, self.pay = first, last, pay
        Employee.count += 1

    @property
    def email(self):
        return f"{self.first}.{self.last}@company.com".lower()

    @classmethod
    def from_string(cls, text):
        first, last, pay = text.split("-")
        return cls(first, last, int(pay))

    @staticmethod
    def is_workday(day):
        return day.weekday() < 5

    def __add__(self, other):
        return self.pay + other.pay


class Manager(Employee):
    def __init__(self, first, last, pay, employees=None):
        super().__init__(first, last, pay)
        self.employees = employees or []


import datetime

emp = Employee.from_string("Jane-Doe-70000")
boss = Manager("Sue", "Smith", 90000, [emp])
print(emp.email, boss.employees[0].first, emp + boss, Employee.count)
print(Employee.is_workday(datetime.date(2024, 7, 14)), Employee.is_workday(datetime.date(2024, 7, 15)))
len(boss.employees)
