class Countdown:
    def __init__(self, start):
        self.current = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.current <= 0:
            raise StopIteration
        self.current -= 1
        return self.current + 1


class Deck:
    ranks = [str(n) for n in range(2, 11)] + list("JQKA")
    suits = "♠♥♦♣"

    def __init__(self):
        self._cards = [r + s for s in self.suits for r in self.ranks]

    def __len__(self):
        return len(self._cards)

    def __getitem__(self, position):
        return self._cards[position]

    def __reversed__(self):
        return iter(self._cards[::-1])


print(list(Countdown(5)), next(Countdown(9)))
deck = Deck()
print(len(deck), deck[0], deck[-1], deck[:3], deck[12::13], "A♥" in deck, next(reversed(deck)))
