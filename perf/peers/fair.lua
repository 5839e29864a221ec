-- The gateway's job in nginx: names in their canonical form, addresses inside values, bodies (gzip too), lists of what may pass instead of
-- what may not, the decision by cookie. Left out: coarse screen, browser and language of the strict level, opt-out and consent pages.
local zlib, table_new, table_clear = require "zlib", require "table.new", require "table.clear"
local re_find, re_gsub = ngx.re.find, ngx.re.gsub
local byte, char, concat, find, lower, sub = string.byte, string.char, table.concat, string.find, string.lower, string.sub
local answer = require "fair_answer"
local M = { hosts = answer.hosts, response = answer.response, body = answer.body }

local MOST_NAMES, MOST_DECODINGS = 4096, 8
local N = require "fair_names"
local BOUNDARY, INNER, USER, EQUALS, IDENTITY = N.BOUNDARY, N.INNER, N.USER, N.EQUALS, N.IDENTITY
local CUSTOMER, CONTENT, VENDOR, INVISIBLE, PATH = N.CUSTOMER, N.CONTENT, N.VENDOR, N.INVISIBLE, N.PATH
local BATCH, BODY_TYPE = N.BATCH, N.BODY_TYPE
local LINE, FORM, MARKER, MAIL, GIF = N.LINE, N.FORM, N.MARKER, N.MAIL, N.GIF

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
  name = lower(name:match "^[=?]*([^%[=]*)")
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
    pair = re_gsub(at and sub(pair, 1, at - 1) or pair, USER, "$1", "jo")
    return (re_gsub(pair, MAIL, "", "jo"))
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
      local value = finish and sub(piece, finish + 1):match "^=*(.*)" or ""
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

-- What stands before a line's parameters is the pixel's own word or nothing.
local function lines(body, host)
  local out, n, at = table_new(1024, 0), 0, 1
  repeat
    local stop = find(body, "\n", at, true)
    local line = sub(body, at, (stop or #body + 1) - 1)
    if byte(line, -1) == 13 then line = sub(line, 1, -2) end
    n = n + 1
    if line == "" then out[n] = line
    else
      local _, mark = re_find(line, LINE, "jo")
      if not mark then return ngx.exit(400) end
      out[n] = sub(line, 1, mark) .. query(sub(line, mark + 1), host)
    end
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
    if (key == name and value or pair:match "^%s*(.-)%s*$" == name and "") and value ~= "1" then consent = false end
  end
  return seen, consent
end

local function says_anonymous(args)
  return args and (find(args, "nc", 1, true) or find(args, "%", 1, true) or find(args, "N", 1, true)) and re_find(decode(args), MARKER, "ijo") and true
end

local function is_anonymous(host, cookies, args)
  if cookies and re_find(cookies, "[\\x00-\\x1F\\x7F]", "jo") then return true end
  local seen, consent = false, false
  if cookies and find(cookies, "miCookieOptOut", 1, true) then seen, consent = values(cookies, "miCookieOptOut") end
  if host.off then return true end
  if host.opt_in then if not (seen and consent) then return true end elseif seen then return true end
  if not cookies and not host.opt_in and ngx.var.http_sec_fetch_site == "cross-site" then return true end
  return says_anonymous(args)
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
  if not re_find(var.request, [[^\S+ /]], "jo") then return ngx.exit(400) end
  if host.off and not says_anonymous(args) then
    if cookies then var.kept_cookies = vendor_only(cookies) end
    return
  end
  if not re_find(address, PATH, "jo") then return ngx.exit(404) end
  local batch = re_find(address, BATCH, "jo")
  if method ~= "GET" and method ~= "POST" and method ~= "HEAD" then return ngx.exit(405) end
  if method == "POST" then var.body_type = var.content_type
  elseif (var.http_content_length or "0") ~= "0" or var.http_transfer_encoding then return ngx.exit(400) end
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
  if body ~= "" and not batch and not re_find(body, FORM, "jo") then return ngx.exit(400) end
  if body ~= "" then ngx.req.set_body_data(batch and lines(body, host) or query(body, host)) end
  if body == "" or (args and args ~= "") then
    local rewritten = query(args or "", host)
    if body ~= "" and not batch then rewritten = re_gsub(rewritten, "(?:^|&)nc=1(?=&|$)", "", "jo") end
    ngx.req.set_uri_args(rewritten)
  end
end

return M
