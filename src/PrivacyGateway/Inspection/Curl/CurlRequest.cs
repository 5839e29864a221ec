using System.Text;
using PrivacyGateway.Hits;
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Inspection.Curl;

/// <summary>Builds a request from the options of one curl command.</summary>
internal sealed class CurlRequest
{
    private const string Form = "application/x-www-form-urlencoded";

    private readonly List<HeaderLine> _headers = [];
    private readonly List<string> _data = [];
    private string? _url;
    private string? _method;
    private bool _isHead;
    private bool _dataIsQuery;

    /// <summary>Adds a URL, or an option and its value.</summary>
    /// <exception cref="FormatException">The value cannot be part of a hit; the message says why and what to do.</exception>
    public void Add(CurlOption option, string name, string value)
    {
        switch (option)
        {
            case CurlOption.Url: AddUrl(value); break;
            case CurlOption.Method: _method = value; break;
            case CurlOption.Head: _isHead = true; break;
            case CurlOption.Get: _dataIsQuery = true; break;
            case CurlOption.Header: AddHeader(value); break;
            case CurlOption.Cookie: AddCookie(name, value); break;
            case CurlOption.UserAgent: Replace("User-Agent", value); break;
            case CurlOption.Referer: Replace("Referer", value); break;
            case CurlOption.Data when value.StartsWith('@'): throw RefuseFile(name);
            case CurlOption.Data or CurlOption.RawData: _data.Add(value); break;
            case CurlOption.EncodedData: AddEncoded(name, value); break;
            case CurlOption.Form:
                throw new FormatException(
                $"the curl command has {name}, a multipart form, which no pixel sends and the gateway refuses (415). Send the hit as the "
                    + "page does, and copy that.");
            default: break;
        }
    }

    /// <exception cref="FormatException">The command has no URL.</exception>
    public TypedRequest Build()
    {
        if (_url is null)
            throw new FormatException("the curl command names no URL. Copy the whole command.");

        var body = string.Join('&', _data);
        var url = WireText.Show(
            _dataIsQuery && body.Length > 0 ? $"{_url}{(_url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{body}" : _url);
        var hasBody = _data.Count > 0 && !_dataIsQuery;
        if (hasBody && !_headers.Exists(static header => header.Is("Content-Type")))
            _headers.Add(new HeaderLine("Content-Type", Form));
        var request = TypedRequest.FromUrl(url.Contains("://", StringComparison.Ordinal) ? url : $"http://{url}");
        return (request with
        {
            Method = _method ?? (_isHead ? "HEAD" : hasBody ? "POST" : "GET"),
            Body = hasBody ? Encoding.Latin1.GetBytes(body) : [],
        }).With(_headers);
    }

    /// <summary>Removes the backslashes before brackets and braces, which turn off curl's globbing.</summary>
    private void AddUrl(string url)
    {
        if (_url is not null)
            throw new FormatException("the curl command names two URLs. Copy one request at a time, or all of them as cURL.");
        _url = url.Replace("\\[", "[", StringComparison.Ordinal).Replace("\\]", "]", StringComparison.Ordinal)
            .Replace("\\{", "{", StringComparison.Ordinal).Replace("\\}", "}", StringComparison.Ordinal);
    }

    /// <summary>"Name;" is a header with an empty value; "Name:" removes one that curl would add.</summary>
    private void AddHeader(string line)
    {
        if (line.StartsWith('@'))
            throw RefuseFile("-H");
        var colon = line.IndexOf(':', 1);
        if (colon < 0 && line.EndsWith(';'))
            _headers.Add(new HeaderLine(line[..^1], ""));
        else if (colon < 0)
            throw new FormatException("the curl command has a -H that is not of the form \"Name: value\". Copy the command again.");
        else if (line[(colon + 1)..].Trim() is { Length: > 0 } value && line[0] != ':')
            _headers.Add(new HeaderLine(line[..colon].Trim(), value));
    }

    private void AddCookie(string name, string value)
    {
        if (!value.Contains('=', StringComparison.Ordinal))
            throw RefuseFile(name);
        _headers.Add(new HeaderLine("Cookie", value));
    }

    /// <summary>"name=value" and "=value": curl percent-encodes the part after the equals sign.</summary>
    private void AddEncoded(string name, string value)
    {
        var equals = value.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0 && value.Contains('@', StringComparison.Ordinal))
            throw RefuseFile(name);
        var lead = equals > 0 ? value[..(equals + 1)] : "";
        _data.Add(lead + Uri.EscapeDataString(WireText.Show(value[(equals + 1)..])));
    }

    private void Replace(string header, string value)
    {
        _headers.RemoveAll(line => line.Is(header));
        _headers.Add(new HeaderLine(header, value));
    }

    private static FormatException RefuseFile(string option) =>
        new($"the curl command's {option} names a file, and explain does not open files that a pasted command names. Use --url with --body "
            + "@FILE and --header.");
}
