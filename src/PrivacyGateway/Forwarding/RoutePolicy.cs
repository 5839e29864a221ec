using PrivacyGateway.Policies;

namespace PrivacyGateway.Forwarding;

/// <summary>Hangs on a route's endpoint, so that the route and its policy are swapped in one and the same step.</summary>
/// <param name="Policy">Null where the route says <c>"none"</c>.</param>
internal sealed record RoutePolicy(Policy? Policy);
