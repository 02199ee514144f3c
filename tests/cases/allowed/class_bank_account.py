class InsufficientFunds(Exception):
    def __init__(self, balance, amount):
        super().__init__(f"need {amount - balance:.2f} more")
        self.balance = balance
        self.amount = amount


class Account:
    """A bank account with a history."""

    interest_rate = 0.02

    def __init__(self, owner, balance=0.0):
        self.owner = owner
        self._balance = balance
        self.history = []

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("Deposit must be positive")
        self._balance += amount
        self.history.append(("deposit", amount))
        return self

    def withdraw(self, amount):
        if amount > self._balance:
            raise InsufficientFunds(self._balance, amount)
        self._balance -= amount
        self.history.append(("withdraw", amount))
        return self

    def __str__(self):
        return f"{self.owner}: ${self._balance:,.2f}"


account = Account("Alice", 1500).deposit(250.5).withdraw(100)
print(account, account.history)
try:
    account.withdraw(99999)
except InsufficientFunds as e:
    print("Error:", e, type(e).__name__)
