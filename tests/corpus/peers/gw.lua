-- What a careful administrator writes in an afternoon: names as they stand in the address, one rule for cookies each way.
local M = {}
local re_gsub, re_find = ngx.re.gsub, ngx.re.find

-- The four hosts of the corpus: polarity, and the names that go.
local common = "eid|sid|ceid|cd|uc5|uc7|uc70[0-9]|uc71[0-3]|X-WT-[A-Za-z-]+|nc"
local hosts = {
  ["optout.gw.test"] = { names = common },
  ["optin.gw.test"] = { names = common, opt_in = true },
  ["strict.gw.test"] = { names = common .. "|oi|cs1|cp5|is|custom-id_1|uc[0-9]+", opt_in = true },
}
for _, host in pairs(hosts) do
  host.query = "(?:^|&)(?:" .. host.names .. ")(?:=[^&]*)?(?=&|$)"
end

local vendor = [[wteid_[^=;]*|wtsid_[^=;]*|wt3_[^=;]*|wt_[^=;]*|wtstp_[^=;]*|eid|sid]]
local cookie = [[(?:^|;)\s*(?:]] .. vendor .. [[)\s*=[^;]*]]
local set_cookie = "^(?:" .. vendor .. [[)\s*=]]
local addresses = {
  "X-Forwarded-For", "X-Real-IP", "Forwarded", "True-Client-IP", "CF-Connecting-IP", "X-Client-IP", "Client-IP", "X-WT-IP", "Fastly-Client-IP",
}

local function is_anonymous(host, cookies)
  if host.opt_in then
    return not (cookies and re_find(cookies, [[(?:^|;)\s*miCookieOptOut=1\s*(?:;|$)]], "jo"))
  end
  return cookies and re_find(cookies, [=[(?:^|;)\s*miCookieOptOut=[^;\s]]=], "jo") ~= nil
end

function M.rewrite()
  local host = hosts[ngx.var.host]
  local cookies = ngx.var.http_cookie
  if not host or not is_anonymous(host, cookies) then return end
  ngx.ctx.anonymous = true
  local args = ngx.var.args
  if args then
    args = re_gsub(args, host.query, "", "j")
    args = re_gsub(args, "^&", "", "jo")
  end
  ngx.req.set_uri_args((not args or args == "") and "nc=1" or args .. "&nc=1")
  if cookies then
    local kept = re_gsub(re_gsub(cookies, cookie, "", "jo"), [[^[;\s]+]], "", "jo")
    if kept == "" then ngx.req.clear_header("Cookie") else ngx.req.set_header("Cookie", kept) end
  end
  for _, name in ipairs(addresses) do ngx.req.clear_header(name) end
end

function M.response()
  if not ngx.ctx.anonymous then return end
  local lines = ngx.header["Set-Cookie"]
  if not lines then return end
  if type(lines) == "string" then lines = { lines } end
  local kept = {}
  for _, line in ipairs(lines) do
    if not re_find(line, set_cookie, "jo") then kept[#kept + 1] = line end
  end
  ngx.header["Set-Cookie"] = #kept > 0 and kept or nil
end

return M
