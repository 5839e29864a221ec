-- What fair.lua looks for.
local N = {}

N.BOUNDARY = [[[?&;#]|%(?:25)*(?:3[fFbB]|2[36])]] -- between pairs inside a value, at any depth of encoding
N.INNER = [[[?;#]|%(?:25)*(?:3[fFbB]|2[36])]] -- the same without the one between parameters
N.USER = [[((?:/|%(?:25)*2[fF]){2})(?:(?!/|%(?:25)*2[fF]).)*(?:@|%(?:25)*40)]] -- user and password of an address
N.EQUALS = "=|%(?:25)*3[dD]"
N.IDENTITY = [[^(?:eid|sid|ceid|one|fns|ui5|geid|feid|fweid|drsp|nc|(?:cdb|x-wt-|wteid|wtsid|rn_wteid|wtstp_|wt3_).*|]]
  .. [[wt_(?:eid|sid|t|cd|ref|geid|feid|fweid|cdbeid)|uc0*7(?:0\d|1[0-3]))$]]
N.CUSTOMER = [[^(?:cd|uc\d+|er\d+|eaj|ecw.*|oi|vc\d+|xlc\d+|np|tz)$]]
N.CONTENT = [[^(?:p|pf|la|pu|ct|is|ba|co|qn|st|plp|ov|cr|mca?|f[nt]|mi|mk|mt[12]|bw|vol|pec|tb|rla|fsn|eor|hm_ts|fp[vt]|duration|redirect|]]
  .. [[(?:cs|ck|cp|cg|cb|cc|ca|ce|mut|mg)\d+)$]]
N.VENDOR = [[^(?:(?:wteid_|wtsid_|wtstp_|wt3_|wt_).*|eid|sid)$]]
N.INVISIBLE = "\\xC2[\\x80-\\xA0\\xAD]|\\xCC[\\x80-\\xBF]|\\xCD[\\x80-\\xAF]|\\xD8\\x9C|\\xE1(?:\\x85[\\x9F\\xA0]|\\x9A\\x80|\\x9E[\\xB4\\xB5]"
  .. "|\\xA0[\\x8B-\\x8F])|\\xE2(?:\\x80[\\x80-\\x8F\\xA8-\\xAF]|\\x81[\\x9F-\\xAF])|\\xE3(?:\\x80\\x80|\\x85\\xA4)"
  .. "|\\xEF(?:\\xB8[\\x80-\\x8F]|\\xBB\\xBF|\\xBE\\xA0)|[\\x01-\\x20+\\x7F]"
N.PATH = [[^/\d{15}(?:,\d{15})*/(?:wt(?:\.pl|[a-z0-9_-]{0,14})|hm(?:\.pl)?|batch)(?:\?|$)]]
N.BATCH = [[^/[\d,]+/batch(?:\?|$)]]
N.BODY_TYPE = [[^\s*(?:application/x-www-form-urlencoded|text/plain)\s*(?:;\s*(?:charset=)?"?utf-8"?\s*)?$]]
N.GIF = ngx.decode_base64("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
N.MAIL = [[(?<=[=/,]|%2F|%2f|%3A|%3a)[^=&/%,:]+(?:@|%(?:25)*40)[^&]*$]]
N.LINE = [[^(?:(?:wt[a-z0-9_-]{0,14})?\?)?(?=[A-Za-z0-9_.%+&-])(?![^=&]*[:{"<])]]
N.FORM = [[^(?![^=&]*[:{"<\n])[A-Za-z0-9_.%+&?-][^\n]*$]]
N.MARKER = [[(?:^|&)\s*nc=1(?:&|$)]]
N.ANSWER_HEADERS = {}
for name in ([[content-type content-length content-encoding content-language cache-control pragma expires date vary retry-after connection
    transfer-encoding set-cookie location access-control-allow-origin access-control-allow-credentials access-control-allow-methods
    access-control-allow-headers]]):gmatch "%S+" do N.ANSWER_HEADERS[name] = true end
for name in ("content-type content-length connection transfer-encoding"):gmatch "%S+" do N.ANSWER_HEADERS[name] = "framing" end

return N
