-- Requests byte for byte from a file that the run wrote ("length\nbytes" again and again), in rotation; the result as one line of JSON.
local requests, count, at = {}, 0, 0

function init(arguments)
  local file = assert(io.open(arguments[1], "rb"))
  for length in file:lines() do
    count = count + 1
    requests[count] = file:read(tonumber(length))
    file:read(1)
  end
  file:close()
end

function request()
  at = at % count + 1
  return requests[at]
end

-- Set by the run for a fixed rate: milliseconds that a connection waits on average between an answer and its next request.
local mean = tonumber(os.getenv("PERF_PAUSE"))
if mean then
  math.randomseed(1)
  function delay() return math.random(math.floor(mean * 0.5), math.ceil(mean * 1.5)) end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('RESULT {"requests":%d,"microseconds":%d,"errors":%d,"p50":%f,"p99":%f}\n',
    summary.requests, summary.duration, errors.connect + errors.read + errors.write + errors.timeout + errors.status,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
