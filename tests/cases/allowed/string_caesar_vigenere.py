import string


def caesar(text, shift):
    alphabet = string.ascii_lowercase
    shifted = alphabet[shift:] + alphabet[:shift]
    table = str.maketrans(alphabet + alphabet.upper(), shifted + shifted.upper())
    return text.translate(table)


def vigenere(text, key, sign=1):
    out, i = [], 0
    for ch in text:
        if ch.isalpha():
            base = ord("A") if ch.isupper() else ord("a")
            k = ord(key[i % len(key)].lower()) - ord("a")
            out.append(chr((ord(ch) - base + sign * k) % 26 + base))
            i += 1
        else:
            out.append(ch)
    return "".join(out)


def is_palindrome(text):
    letters = [c for c in text.lower() if c in string.ascii_lowercase]
    return letters == letters[::-1]


secret = caesar("Attack at Dawn!", 3)
print(secret, caesar(secret, -3 % 26), string.digits, string.hexdigits, len(string.printable))
print(v := vigenere("Hello, World", "Lemon"), vigenere(v, "Lemon", -1))
print(is_palindrome("A man, a plan, a canal: Panama"), string.capwords("the  quick fox"))
