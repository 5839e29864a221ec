using PrivacyGateway.Hits;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>
/// A request that the gateway sends through its own routing to check that a
/// route serves a host. It holds no visitor data and is never sent upstream.
/// </summary>
/// <param name="Route">The route that must match it.</param>
/// <param name="Host">The host as ASP.NET Core decodes it, international names in Unicode.</param>
/// <param name="Method">The method.</param>
/// <param name="Target">The request target in origin form.</param>
/// <param name="Headers">The headers without Host.</param>
/// <param name="Body">Empty without a body.</param>
internal sealed record SyntheticHit(
    string Route, string Host, string Method, string Target, IReadOnlyList<HeaderLine> Headers, ReadOnlyMemory<byte> Body);
