-- The way back: a list of headers that may pass, Set-Cookie by name, no place to go to, our own picture where the level wants it.
local N = require "fair_names"
local re_find = ngx.re.find
local M = { hosts = {} }

-- Its attributes may carry something too: what passes is written anew.
local OPTED_OUT = "webtrekkOptOut=1; Path=/; Max-Age=34560000; SameSite=None; Secure"

local function cookies(lines, anonymous)
  local kept = {}
  for _, line in ipairs(type(lines) == "table" and lines or { lines }) do
    local name, value = line:match "^%s*([^=;]-)%s*=%s*([^;]*)"
    if anonymous then
      if name == "webtrekkOptOut" and value == "1" then kept[#kept + 1] = OPTED_OUT end
    elseif name and re_find(name, N.VENDOR, "jo") then kept[#kept + 1] = line end
  end
  return #kept > 0 and kept or nil
end

function M.response()
  local headers, var, header = ngx.resp.get_headers(0), ngx.var, ngx.header
  local host, anonymous = M.hosts[var.host], var.anonymous == "1"
  if not host or host.off and not anonymous then return end
  local strict = anonymous and host.strict
  for name in pairs(headers) do
    local passes = N.ANSWER_HEADERS[name]
    if not passes or strict and passes ~= "framing" then
      if anonymous or (name ~= "etag" and name ~= "last-modified") then header[name] = nil end
    end
  end
  if headers["set-cookie"] and not strict then header["Set-Cookie"] = cookies(headers["set-cookie"], anonymous) end
  if not anonymous then return end
  if strict or not headers["cache-control"] then header.cache_control = "no-store" end
  local status = ngx.status
  ngx.status = status -- with nginx's own words for it
  -- What is no HTTP at all is passed on by nginx.
  local no_http = status == 200 and not (var.upstream_http_content_type or var.upstream_http_content_length or var.upstream_http_transfer_encoding)
  if strict or no_http or headers.location or status >= 300 and status < 400 and status ~= 304 then
    ngx.ctx.instead, header.location, header.content_encoding = true, nil, nil
    ngx.status = no_http and 502 or status < 400 and 200 or status
    header.content_type, header.content_length = "image/gif", #N.GIF
  end
end

function M.body()
  local context = ngx.ctx
  if context.instead == nil then return end
  -- Once, in place of the first piece; the others are swallowed.
  ngx.arg[1], ngx.arg[2], context.instead = context.instead and N.GIF or "", true, false
end

return M
