namespace PrivacyGateway.Caching;

/// <summary>The result of a coalesced fetch.</summary>
/// <param name="Response">Null if each request must bypass the cache.</param>
/// <param name="IsShared">Whether other requests than the first one may use it.</param>
/// <param name="Vary">The request headers that the response depends on.</param>
/// <param name="Variant">The variant key of those headers' values.</param>
internal sealed record FetchResult(ScriptResponse? Response, bool IsShared, IReadOnlyList<string> Vary, string Variant)
{
    public static FetchResult CreateForFirst(ScriptResponse? response) => new(response, IsShared: false, [], "");

    public static FetchResult CreateShared(ScriptResponse? response) => new(response, IsShared: true, [], "");

    public bool Matches(ScriptRequest request) => IsShared && Caching.Vary.ComputeVariant(Vary, request.Upstream) == Variant;
}
