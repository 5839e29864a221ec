using PrivacyGateway.Hits;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>A request that the gateway sends through its own routing to see whether a route serves a host. Nothing of it is a visitor's, and it is never sent upstream.</summary>
/// <param name="Route">The route that it must reach.</param>
/// <param name="Host">As the platform hands over a request's host: international names decoded.</param>
/// <param name="Method">Of HTTP.</param>
/// <param name="Target">Origin-form.</param>
/// <param name="Headers">Without Host.</param>
/// <param name="Body">Empty if there is none.</param>
internal sealed record SyntheticHit(string Route, string Host, string Method, string Target, IReadOnlyList<HeaderLine> Headers, ReadOnlyMemory<byte> Body);
