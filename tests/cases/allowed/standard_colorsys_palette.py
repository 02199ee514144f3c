# policy: standard
import colorsys


def hex_to_rgb(text):
    text = text.lstrip("#")
    return tuple(int(text[i:i + 2], 16) / 255 for i in (0, 2, 4))


def rgb_to_hex(rgb):
    return "#" + "".join(f"{round(c * 255):02x}" for c in rgb)


def lighten(colour, amount):
    h, l, s = colorsys.rgb_to_hls(*hex_to_rgb(colour))
    return rgb_to_hex(colorsys.hls_to_rgb(h, min(1, l + amount), s))


print([rgb_to_hex(colorsys.hsv_to_rgb(i / 6, 1, 1)) for i in range(6)])
print(lighten("#336699", 0.2), colorsys.rgb_to_hsv(1, 0.5, 0), [round(c, 3) for c in colorsys.rgb_to_yiq(0.2, 0.4, 0.6)])
