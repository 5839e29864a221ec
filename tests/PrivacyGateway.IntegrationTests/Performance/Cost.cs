namespace PrivacyGateway.IntegrationTests.Performance;

/// <summary>The cost of one hit, in counted and not timed units.</summary>
/// <param name="AllocatedBytes">On the managed heap.</param>
/// <param name="UpstreamWrites">To the track domain.</param>
/// <param name="SystemCalls">Of the kinds that a hit causes; null where they cannot be counted.</param>
internal sealed record Cost(double AllocatedBytes, double UpstreamWrites, double? SystemCalls);
