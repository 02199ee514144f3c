# rule: import-forbidden | message: Import of 'sys' is not allowed | only: strict
match 1:
    case 1:
        import sys
