namespace PrivacyGateway.IntegrationTests.Performance;

/// <summary>What one hit costs, in things that are counted and not timed.</summary>
/// <param name="AllocatedBytes">On the managed heap.</param>
/// <param name="UpstreamWrites">To the track domain.</param>
/// <param name="SystemCalls">Of the kinds that a hit causes; null where nobody may count them.</param>
internal sealed record Cost(double AllocatedBytes, double UpstreamWrites, double? SystemCalls);
