namespace PrivacyGateway.Diagnostics;

/// <summary>
/// The source of a response: the values of the label <c>by</c> of
/// <c>gateway.requests</c>. Set as a feature of the request if its outcome does not tell.
/// </summary>
internal sealed class ResponseSource
{
    /// <summary>The track domain, or its failure to give a usable response.</summary>
    public static readonly ResponseSource Upstream = new("upstream");

    /// <summary>
    /// The gateway: a cached file, a hit that the policy does not forward, an unserved host or path, or an internal error.
    /// </summary>
    public static readonly ResponseSource Gateway = new("gateway");

    /// <summary>The spool accepted the hit.</summary>
    public static readonly ResponseSource Spool = new("spool");

    /// <summary>A guard refused the request, or refused to forward the hit.</summary>
    public static readonly ResponseSource Guard = new("guard");

    /// <summary>A limit of size, time or number.</summary>
    public static readonly ResponseSource Limit = new("limit");

    private ResponseSource(string name) => Name = name;

    public string Name { get; }

    /// <summary>For a request that Kestrel rejects: 408, 413, 414 and 431 are limits, other statuses are violations of HTTP.</summary>
    public static ResponseSource ForBadRequest(int status) => status is 408 or 413 or 414 or 431 ? Limit : Guard;
}
