-- The least that makes an anonymous hit of one host: raw names in the query, the vendor's cookies both ways, one address header.
-- What it lets through is in the README's table; here it is the price that counts.
local M = {}
local re_gsub, re_find = ngx.re.gsub, ngx.re.find
local names = [[(?:^|&)(?:eid|sid|ceid|cd|uc5|uc7|nc)(?:=[^&]*)?(?=&|$)]]
local vendor = [[(?:wteid_[^=;]*|wtsid_[^=;]*|wt3_eid|wt3_sid|wt_rla|eid|sid)\s*=]]
local cookies = [[(?:^|;)\s*]] .. vendor .. "[^;]*"
local set_cookie = "^" .. vendor
local anonymous = [[(?:^|;)\s*miCookieOptOut=1\s*(?:;|$)]]

function M.rewrite()
  local sent = ngx.var.http_cookie
  if not sent or not re_find(sent, anonymous, "jo") then return end
  ngx.ctx.anonymous = true
  local args = ngx.var.args
  if args then
    args = re_gsub(args, names, "", "jo")
    if args:byte(1) == 38 then args = args:sub(2) end
  end
  ngx.req.set_uri_args((not args or args == "") and "nc=1" or args .. "&nc=1")
  local kept, count = re_gsub(sent, cookies, "", "jo")
  if count > 0 then
    kept = re_gsub(kept, [[^[;\s]+]], "", "jo")
    if kept == "" then ngx.req.clear_header("Cookie") else ngx.req.set_header("Cookie", kept) end
  end
  ngx.req.clear_header("X-Forwarded-For")
end

function M.response()
  if not ngx.ctx.anonymous then return end
  local lines = ngx.header["Set-Cookie"]
  if not lines then return end
  if type(lines) == "string" then lines = { lines } end
  local kept = {}
  for i = 1, #lines do
    if not re_find(lines[i], set_cookie, "jo") then kept[#kept + 1] = lines[i] end
  end
  if #kept ~= #lines then ngx.header["Set-Cookie"] = #kept > 0 and kept or nil end
end

return M
