namespace PrivacyGateway.Caching;

/// <summary>What the browser gets, as far as the cache has a say in it.</summary>
/// <param name="Origin">The track domain's answer; its policy still has to pass it.</param>
/// <param name="Tag">Our own validator, made of the content alone; null for what is not kept.</param>
/// <param name="Age">For the header <c>Age</c>; null where nothing has aged.</param>
/// <param name="IsStale">Whether its time is over.</param>
internal sealed record ScriptAnswer(OriginAnswer Origin, string? Tag = null, TimeSpan? Age = null, bool IsStale = false);
