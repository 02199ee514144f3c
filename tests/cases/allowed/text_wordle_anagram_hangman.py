from collections import Counter


def wordle(guess, answer):
    marks = ["." if g != a else "G" for g, a in zip(guess, answer)]
    left = Counter(a for g, a in zip(guess, answer) if g != a)
    for i, g in enumerate(guess):
        if marks[i] == "." and left[g] > 0:
            marks[i] = "y"
            left[g] -= 1
    return "".join(marks)


def hangman(word, guesses, lives=3):
    found = set()
    for g in guesses:
        if g in word:
            found.add(g)
        else:
            lives -= 1
        shown = " ".join(c if c in found else "_" for c in word)
        yield shown, lives
        if "_" not in shown or not lives:
            return


def pig_latin(sentence):
    return " ".join(w + "way" if w[0] in "aeiou" else w.lstrip("bcdfghjklmnpqrstvwxyz") + w[:len(w) - len(w.lstrip("bcdfghjklmnpqrstvwxyz"))] + "ay" for w in sentence.split())


print(wordle("speed", "erase"), wordle("crane", "crane"))
for shown, lives in hangman("apple", "aexpl"):
    print(shown, lives)
pig_latin("the quick apple string")
