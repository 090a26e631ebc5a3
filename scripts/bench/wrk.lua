-- Asks for the paths of a file, a line each; after a tab stands the ETag of what is to be answered with 304.
-- Arguments: the file, "random" or the number of the first line, milliseconds to wait before each request, seed.

local requests = {}
local at = 0

function init(args)
  for line in io.lines(args[1]) do
    local path, etag = line:match("^([^\t]*)\t(.*)$")
    local headers = {}
    if etag ~= "" then headers["If-None-Match"] = etag end
    requests[#requests + 1] = wrk.format("GET", path, headers)
  end
  math.randomseed(tonumber(args[4]))
  if args[2] == "random" then
    request = function() return requests[math.random(#requests)] end
  else
    at = tonumber(args[2])
  end
  local pause = tonumber(args[3])
  if pause > 0 then
    delay = function() return math.floor(pause * (0.5 + math.random())) end
  end
end

function request()
  at = at + 1
  return requests[(at - 1) % #requests + 1]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"seconds":%.6f,"p50Ms":%.4f,"p99Ms":%.4f,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
