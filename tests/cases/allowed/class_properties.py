class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.__balance = balance

    @property
    def balance(self):
        return self.__balance

    @balance.setter
    def balance(self, value):
        if value < 0:
            raise ValueError("insufficient funds")
        self.__balance = value

    @classmethod
    def empty(cls, owner):
        return cls(owner)

    @staticmethod
    def currency():
        return "EUR"


a = Account.empty("Ada")
a.balance = 5
try:
    a.balance -= 10
except ValueError as error:
    print(type(error).__name__, error, error.args)
print(a.balance, a.currency(), vars(Account("x", 1)))
