namespace PrivacyGateway.Diagnostics;

/// <summary>What decided a response: the values of the label <c>by</c> of <c>gateway.requests</c>. A feature of the request where nothing else tells.</summary>
internal sealed class AnsweredBy
{
    /// <summary>The track domain, or its failure to give a usable response: neither is the gateway's own doing.</summary>
    public static readonly AnsweredBy Upstream = new("upstream");

    /// <summary>The gateway: served from memory, withheld on purpose, not served here, or failed.</summary>
    public static readonly AnsweredBy Gateway = new("gateway");

    /// <summary>The spool has the hit.</summary>
    public static readonly AnsweredBy Spool = new("spool");

    /// <summary>A guard refused the request, or kept the hit from leaving.</summary>
    public static readonly AnsweredBy Guard = new("guard");

    /// <summary>A limit of size, time or number.</summary>
    public static readonly AnsweredBy Limit = new("limit");

    private AnsweredBy(string name) => Name = name;

    public string Name { get; }

    /// <summary>For a request that breaks the rules of HTTP, or goes beyond a limit of the server: 408, 413, 414 and 431 are limits.</summary>
    public static AnsweredBy ForBadRequest(int status) => status is 408 or 413 or 414 or 431 ? Limit : Guard;
}
