# What programs import.
import abc, array, base64, binascii, bisect, calendar, cmath, collections, colorsys, contextlib, copy, csv, dataclasses
import datetime, decimal, difflib, enum, fractions, functools, graphlib, hashlib, heapq, hmac, io, itertools, json
import linecache, logging, math, numbers, operator, os, pprint, queue, random, re, reprlib, secrets, statistics, string
import struct, sys, textwrap, threading, time, traceback, types, typing, unicodedata, uuid, warnings, weakref, zlib, zoneinfo
import _strptime, locale
