namespace PrivacyGateway.Inspection.Curl;

/// <summary>The curl options that browsers write, and common ones that people add.</summary>
internal static class CurlOptions
{
    private static readonly Dictionary<string, CurlOption> ByName = new(StringComparer.Ordinal)
    {
        ["--url"] = CurlOption.Url,
        ["-X"] = CurlOption.Method,
        ["--request"] = CurlOption.Method,
        ["-I"] = CurlOption.Head,
        ["--head"] = CurlOption.Head,
        ["-G"] = CurlOption.Get,
        ["--get"] = CurlOption.Get,
        ["-H"] = CurlOption.Header,
        ["--header"] = CurlOption.Header,
        ["-b"] = CurlOption.Cookie,
        ["--cookie"] = CurlOption.Cookie,
        ["-A"] = CurlOption.UserAgent,
        ["--user-agent"] = CurlOption.UserAgent,
        ["-e"] = CurlOption.Referer,
        ["--referer"] = CurlOption.Referer,
        ["-d"] = CurlOption.Data,
        ["--data"] = CurlOption.Data,
        ["--data-ascii"] = CurlOption.Data,
        ["--data-binary"] = CurlOption.Data,
        ["--data-raw"] = CurlOption.RawData,
        ["--data-urlencode"] = CurlOption.EncodedData,
        ["-F"] = CurlOption.Form,
        ["--form"] = CurlOption.Form,
        ["--form-string"] = CurlOption.Form,
    };

    /// <summary>Ignored options without a value.</summary>
    private static readonly string[] Flags =
        ["--compressed", "-k", "--insecure", "-s", "--silent", "-S", "--show-error", "-i", "--include", "-v", "--verbose", "-L",
            "--location", "-g", "--globoff", "-f", "--fail", "-N", "--no-buffer", "-0", "--http1.0", "--http1.1", "--http2",
            "--http2-prior-knowledge", "--http3", "--path-as-is", "-4", "-6"];

    /// <summary>Ignored options with a value.</summary>
    private static readonly string[] Values =
        ["-o", "--output", "-w", "--write-out", "-m", "--max-time", "--connect-timeout", "-x", "--proxy", "--resolve", "--connect-to", "-c",
            "--cookie-jar", "--cacert", "-E", "--cert", "--key", "--retry"];

    static CurlOptions()
    {
        foreach (var flag in Flags)
            ByName[flag] = CurlOption.Ignored;
        foreach (var option in Values)
            ByName[option] = CurlOption.IgnoredValue;
    }

    /// <summary>Null for an unknown option.</summary>
    public static CurlOption? Find(string name) => ByName.TryGetValue(name, out var option) ? option : null;

    public static bool TakesValue(CurlOption option) => option is not (CurlOption.Ignored or CurlOption.Head or CurlOption.Get);
}
