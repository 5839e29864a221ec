namespace PrivacyGateway.Configuration;

/// <summary>Something wrong in the configuration, with the place and what to do about it.</summary>
/// <param name="Path">JSON path, such as <c>$.PrivacyGateway.Policies.default.level</c>.</param>
/// <param name="Message">What is wrong, with the value where it helps.</param>
/// <param name="Remedy">What to write instead.</param>
/// <param name="Place">Where it was written; null if there is no text to point to.</param>
internal sealed record ConfigProblem(string Path, string Message, string Remedy, ConfigPlace? Place = null)
{
    public override string ToString() => $"{(Place is null ? "" : $"{Place}: ")}{Path}: {Message} {Remedy}";
}
