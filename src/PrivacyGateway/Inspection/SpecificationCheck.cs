namespace PrivacyGateway.Inspection;

/// <summary>One point of the specification's section 4, "How to test anonymous tracking".</summary>
/// <param name="Claim">The claim in the section's words.</param>
/// <param name="IsMet">Whether it holds.</param>
/// <param name="Evidence">The data that shows it.</param>
internal sealed record SpecificationCheck(string Claim, bool IsMet, string Evidence);
