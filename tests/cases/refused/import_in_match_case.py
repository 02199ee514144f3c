# rule: import-forbidden | message: Import of 'sys' is not allowed
match 1:
    case 1:
        import sys
