# rule: module-attribute | message: Access to 'io' attribute is not allowed
import csv
csv.io.open('x')
