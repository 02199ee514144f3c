from datetime import date, timedelta


class LibraryError(Exception):
    pass


class Book:
    def __init__(self, title, author, copies=1):
        self.title, self.author, self.copies = title, author, copies
        self.loans = {}

    @property
    def available(self):
        return self.copies - len(self.loans)

    def __str__(self):
        return f"{self.title!r} by {self.author} ({self.available}/{self.copies})"


class Library:
    fine_per_day = 0.25

    def __init__(self, *books):
        self.books = {book.title: book for book in books}

    def __getitem__(self, title):
        try:
            return self.books[title]
        except KeyError:
            raise LibraryError(f"no book {title!r}") from None

    def lend(self, title, member, today):
        book = self[title]
        if not book.available:
            raise LibraryError("all copies are out")
        book.loans[member] = today + timedelta(weeks=2)

    def give_back(self, title, member, today):
        late = (today - self[title].loans.pop(member)).days
        return max(late, 0) * self.fine_per_day


library = Library(Book("Emma", "Austen"), Book("Ulysses", "Joyce", 2))
start = date(2024, 2, 20)
library.lend("Emma", "ann", start)
for title, member in (("Emma", "bob"), ("Dune", "bob"), ("Ulysses", "bob")):
    try:
        library.lend(title, member, start)
    except LibraryError as e:
        print("sorry:", e)
print(*library.books.values(), sep="\n")
print(f"fine: {library.give_back('Emma', 'ann', date(2024, 3, 10)):.2f}")
