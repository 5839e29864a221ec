-- The gateway's job in nginx: names in their canonical form, addresses inside values, bodies (gzip too), lists of what may pass instead of
-- what may not, the decision by cookie. Left out: coarse screen, browser and language of the strict level, opt-out and consent pages.
local zlib, table_new, table_clear = require "zlib", require "table.new", require "table.clear"
local re_find, re_gsub = ngx.re.find, ngx.re.gsub
local byte, char, concat, find, lower, sub = string.byte, string.char, table.concat, string.find, string.lower, string.sub
local M = { hosts = {} }

local GIF = ngx.decode_base64("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
local MOST_NAMES, MOST_DECODINGS = 4096, 8
local BOUNDARY = [[[?&;#]|%(?:25)*(?:3[fFbB]|2[36])]] -- between pairs inside a value, at any depth of encoding
local INNER = [[[?;#]|%(?:25)*(?:3[fFbB]|2[36])]] -- the same without the one between parameters
local USER = [[((?:/|%(?:25)*2[fF]){2})(?:(?!/|%(?:25)*2[fF]).)*(?:@|%(?:25)*40)]] -- user and password of an address
local EQUALS = "=|%(?:25)*3[dD]"
local IDENTITY = [[^(?:eid|sid|ceid|one|fns|ui5|geid|feid|fweid|drsp|nc|(?:cdb|x-wt-|wteid|wtsid|rn_wteid|wtstp_|wt3_).*|]]
  .. [[wt_(?:eid|sid|t|cd|ref|geid|feid|fweid|cdbeid)|uc70\d|uc71[0-3])$]]
local CUSTOMER = [[^(?:cd|uc\d+|er\d+|eaj|ecw.*|oi|vc\d+|xlc\d+|np|tz)$]]
local CONTENT = [[^(?:p|pf|la|pu|ct|is|ba|co|qn|st|plp|ov|cr|mca?|f[nt]|mi|mk|mt[12]|bw|vol|pec|tb|rla|fsn|eor|hm_ts|fp[vt]|duration|redirect|]]
  .. [[(?:cs|ck|cp|cg|cb|cc|ca|ce|mut|mg)\d+)$]]
local VENDOR = [[^(?:(?:wteid_|wtsid_|wtstp_|wt3_|wt_).*|eid|sid)$]]
local INVISIBLE = "\\xC2[\\x80-\\xA0\\xAD]|\\xCC[\\x80-\\xBF]|\\xCD[\\x80-\\xAF]|\\xD8\\x9C|\\xE1(?:\\x85[\\x9F\\xA0]|\\x9A\\x80|\\x9E[\\xB4\\xB5]"
  .. "|\\xA0[\\x8B-\\x8F])|\\xE2(?:\\x80[\\x80-\\x8F\\xA8-\\xAF]|\\x81[\\x9F-\\xAF])|\\xE3(?:\\x80\\x80|\\x85\\xA4)"
  .. "|\\xEF(?:\\xB8[\\x80-\\x8F]|\\xBB\\xBF|\\xBE\\xA0)|[\\x01-\\x20+\\x7F]"
local PATH = [[^/\d{15}(?:,\d{15})*/(?:wt(?:\.pl|[a-z0-9_-]{0,14})|hm(?:\.pl)?|batch)(?:\?|$)]]
local BATCH = [[^/[\d,]+/batch(?:\?|$)]]
local BODY_TYPE = [[^\s*(?:application/x-www-form-urlencoded|text/plain)\s*(?:;\s*charset="?utf-8"?\s*)?$]]
local ANSWER_HEADERS = {}
for name in ([[content-type content-length content-encoding content-language cache-control pragma expires date vary retry-after connection
    transfer-encoding set-cookie location access-control-allow-origin access-control-allow-credentials access-control-allow-methods
    access-control-allow-headers]]):gmatch "%S+" do ANSWER_HEADERS[name] = true end

function M.host(name, options)
  options.suppressed = {}
  for _, parameter in ipairs(options.suppress or {}) do options.suppressed[parameter] = true end
  options.known, options.count, options.limit = table_new(0, MOST_NAMES), 0, options.limit or 262144
  M.hosts[name] = options
end

local function decode(text)
  return (re_gsub(text, "%([0-9a-fA-F]{2})", function(m) return char(tonumber(m[1], 16)) end, "jo"))
end

-- Nil where nobody can say how the name will be read.
local function canonical(name)
  if re_find(name, "^[a-z0-9_.-]*$", "jo") then return name end
  for turn = 1, MOST_DECODINGS + 1 do
    if not find(name, "%", 1, true) then break end
    local decoded = decode(name)
    if decoded == name or turn > MOST_DECODINGS then return nil end
    name = decoded
  end
  name = re_gsub(name, INVISIBLE, "", "jo")
  local bracket = find(name, "[", 1, true)
  name = lower(bracket and sub(name, 1, bracket - 1) or name)
  if byte(name) == 63 then name = sub(name, 2) end
  -- Lua cannot fold accents and other alphabets; the pixel's names have none.
  return not re_find(name, "[^\\x21-\\x7E]|[%\\\\]", "jo") and name or nil
end

local function is_withheld(name, host)
  name = canonical(name)
  if not name then return true end
  if host.suppressed[name] or re_find(name, IDENTITY, "jo") then return true end
  if not host.strict then return false end
  return name ~= "" and (re_find(name, CUSTOMER, "jo") or not re_find(name, CONTENT, "jo")) and true or false
end

-- Pages use few names: each is looked at once, until there are too many.
local function withheld(name, host)
  local known = host.known[name]
  if known == nil then
    known = is_withheld(name, host)
    if host.count >= MOST_NAMES then table_clear(host.known); host.count = 0 end
    host.known[name], host.count = known, host.count + 1
  end
  return known
end

local context = {}

-- A parameter with boundaries inside its value: pairs with names that go are cut where they stand.
local function nested(pair, host)
  if host.strict then
    local at = re_find(pair, BOUNDARY, "jo")
    return (re_gsub(at and sub(pair, 1, at - 1) or pair, USER, "$1", "jo"))
  end
  local out, n, at, boundary, first = {}, 0, 1, "", ""
  repeat
    context.pos = at
    local from, to = re_find(pair, BOUNDARY, "jo", context)
    local piece = sub(pair, at, (from or #pair + 1) - 1)
    local equals = re_find(piece, EQUALS, "jo")
    -- The first piece is the parameter itself, whose name has been looked at; its value may begin with a pair.
    local name, goes = equals and sub(piece, 1, equals - 1) or piece, false
    if at == 1 then
      local _, finish = re_find(piece, EQUALS, "jo")
      local value = finish and sub(piece, finish + 1) or ""
      local inner = re_find(value, EQUALS, "jo")
      if inner and withheld(sub(value, 1, inner - 1), host) then piece = sub(piece, 1, finish) end
    else
      goes = equals and withheld(name, host) or false
    end
    if goes then
      if first == "" then first = boundary end
    else
      -- What follows a pair that is gone takes its place: behind the question mark, if that was its boundary.
      n = n + 1; out[n] = first ~= "" and first or boundary; n = n + 1; out[n] = piece
      first = ""
    end
    boundary, at = from and sub(pair, from, to) or "", (to or #pair) + 1
  until not from
  return concat(out)
end

-- nc=1 stands behind the first parameter that is kept.
local function query(text, host)
  local out, n, at, length = table_new(64, 0), 0, 1, #text
  local inside = 0 -- where the next boundary inside a value is; looked for again when it has been passed
  while at <= length do
    local stop = (find(text, "&", at, true) or length + 1) - 1
    if stop >= at then
      local equals = find(text, "=", at, true)
      local pair = sub(text, at, stop)
      if not withheld(equals and equals <= stop and sub(text, at, equals - 1) or pair, host) then
        if inside < at then
          context.pos = at
          inside = re_find(text, INNER, "jo", context) or length + 2
        end
        if inside <= stop or find(pair, "=", (equals or stop) - at + 2, true) or host.strict and re_find(pair, "@|%(?:25)*40", "jo") then
          pair = nested(pair, host)
        end
        n = n + 1; out[n] = pair
        if n == 1 then n = 2; out[2] = "nc=1" end
      end
    end
    at = stop + 2
  end
  return n == 0 and "nc=1" or concat(out, "&", 1, n)
end

local function lines(body, host)
  local out, n, at = table_new(1024, 0), 0, 1
  repeat
    local stop = find(body, "\n", at, true)
    local line = sub(body, at, (stop or #body + 1) - 1)
    if byte(line, -1) == 13 then line = sub(line, 1, -2) end
    local mark = find(line, "?", 1, true)
    n = n + 1
    out[n] = line == "" and line or (mark and sub(line, 1, mark) or "wt?") .. query(mark and sub(line, mark + 1) or line, host)
    at = (stop or #body) + 1
  until not stop
  return concat(out, "\n")
end

local function inflate(body, limit)
  local stream, out, size, ended = zlib.inflate(), {}, 0, false
  for at = 1, #body, 4096 do -- in small pieces, so that a bomb is noticed early
    local good, text, eof = pcall(stream, sub(body, at, at + 4095))
    if not good then return ngx.exit(400) end
    size, ended = size + #text, eof
    if size > limit then return ngx.exit(413) end
    out[#out + 1] = text
  end
  return ended and concat(out) or ngx.exit(400)
end

local function read_body(host)
  ngx.req.read_body()
  local body = ngx.req.get_body_data()
  local file = not body and ngx.req.get_body_file()
  if file then
    local handle = assert(io.open(file, "rb"))
    body = handle:read("*a"); handle:close()
  end
  if not body or body == "" then return "" end
  if not re_find(ngx.var.content_type or "", BODY_TYPE, "ijo") then return ngx.exit(415) end
  local encoding = ngx.var.http_content_encoding
  if encoding == "gzip" or encoding == "x-gzip" then body = inflate(body, host.limit)
  elseif encoding and encoding ~= "identity" then return ngx.exit(415) end
  if #body > host.limit then return ngx.exit(413) end
  -- Line ends of other systems, other alphabets' widths: nothing that the pixel sends.
  if re_find(body, [[[\x00-\x09\x0B\x0C\x0E-\x1F]|\r(?!\n)]], "jo") then return ngx.exit(400) end
  return body
end

local function values(cookies, name)
  local seen, consent = false, true
  for pair in cookies:gmatch "[^;]+" do
    local key, value = pair:match "^%s*([^=%s]*)%s*=%s*(.-)%s*$"
    if key == name and value ~= "" then seen = true end
    if key == name and value ~= "1" then consent = false end
  end
  return seen, consent
end

local function is_anonymous(host, cookies, args)
  local seen, consent = false, false
  if cookies and find(cookies, "miCookieOptOut", 1, true) then seen, consent = values(cookies, "miCookieOptOut") end
  if host.opt_in then if not (seen and consent) then return true end elseif seen then return true end
  if not cookies and not host.opt_in and ngx.var.http_sec_fetch_site == "cross-site" then return true end
  return args and re_find(args, "(?:^|&)nc=1(?:&|$)", "jo") and true or false
end

local function vendor_only(cookies)
  local kept = {}
  for pair in cookies:gmatch "[^;]+" do
    local name = pair:match "^%s*([^=%s]*)"
    if re_find(name, VENDOR, "jo") then kept[#kept + 1] = pair:match "^%s*(.-)%s*$" end
  end
  return concat(kept, "; ")
end

function M.rewrite()
  local var = ngx.var
  local host, address, method, cookies, args = M.hosts[var.host], var.request_uri, var.request_method, var.http_cookie, var.args
  if host.off then
    if cookies then var.kept_cookies = vendor_only(cookies) end
    return
  end
  if not re_find(address, PATH, "jo") then return ngx.exit(404) end
  local batch = re_find(address, BATCH, "jo")
  if method ~= "GET" and method ~= "POST" and method ~= "HEAD" then return ngx.exit(405) end
  if cookies and find(cookies, "webtrekkOptOut", 1, true) and values(cookies, "webtrekkOptOut") then
    ngx.header.content_type, ngx.header.cache_control, ngx.header.content_length = "image/gif", "no-store", #GIF
    ngx.print(GIF)
    return ngx.exit(200)
  end
  if not is_anonymous(host, cookies, args) then
    if cookies then var.kept_cookies = vendor_only(cookies) end
    return
  end
  var.anonymous = "1"
  local body = method == "POST" and read_body(host) or ""
  if body ~= "" then ngx.req.set_body_data(batch and lines(body, host) or query(body, host)) end
  if body == "" or (args and args ~= "") then
    local rewritten = query(args or "", host)
    if body ~= "" and not batch then rewritten = re_gsub(rewritten, "(?:^|&)nc=1(?=&|$)", "", "jo") end
    ngx.req.set_uri_args(rewritten)
  end
end

function M.response()
  local host = M.hosts[ngx.var.host]
  if not host or host.off then return end
  local headers, anonymous = ngx.resp.get_headers(0), ngx.var.anonymous == "1"
  for name in pairs(headers) do
    if not ANSWER_HEADERS[name] and (anonymous or (name ~= "etag" and name ~= "last-modified")) then ngx.header[name] = nil end
  end
  local sent = headers["set-cookie"]
  if sent then
    local kept = {}
    for _, line in ipairs(type(sent) == "table" and sent or { sent }) do
      local name, value = line:match "^%s*([^=;]-)%s*=%s*([^;]*)"
      if anonymous then
        if name == "webtrekkOptOut" and value == "1" then kept[#kept + 1] = line end
      elseif name and re_find(name, VENDOR, "jo") then kept[#kept + 1] = line end
    end
    ngx.header["Set-Cookie"] = #kept > 0 and kept or nil
  end
  if not anonymous then return end
  if not headers["cache-control"] then ngx.header.cache_control = "no-store" end
  local status, location = ngx.status, headers.location
  ngx.status = status -- with nginx's own words for it
  -- No HTTP at all, which nginx passes on; a place to go to; the strict level: our own picture.
  local no_http = not (headers["content-type"] or headers["content-length"] or headers["transfer-encoding"]) and status == 200
  if no_http or location or status >= 300 and status < 400 and status ~= 304 or host.strict and status == 200 then
    ngx.ctx.instead, ngx.header.location, ngx.status = true, nil, no_http and 502 or 200
    ngx.header.content_type, ngx.header.content_length, ngx.header.content_encoding = "image/gif", #GIF, nil
  end
end

function M.body()
  local context = ngx.ctx
  if not context.instead then return end
  ngx.arg[1], ngx.arg[2], context.instead = GIF, true, nil
end

return M
