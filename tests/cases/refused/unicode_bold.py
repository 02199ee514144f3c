# rule: attribute | message: Access to '__globals__' attribute is not allowed
f.__𝐠𝐥𝐨𝐛𝐚𝐥𝐬__
