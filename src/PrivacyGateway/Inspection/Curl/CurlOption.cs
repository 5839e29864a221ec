namespace PrivacyGateway.Inspection.Curl;

/// <summary>The effect of a curl option on a request.</summary>
internal enum CurlOption
{
    /// <summary>Affects only the connection or the output, and takes no value.</summary>
    Ignored,

    /// <summary>Affects only the connection or the output, and takes a value.</summary>
    IgnoredValue,

    Url,
    Method,
    Head,
    Get,
    Header,
    Cookie,
    UserAgent,
    Referer,
    Data,
    RawData,
    EncodedData,

    /// <summary>A multipart form, which no pixel sends.</summary>
    Form,
}
