namespace PrivacyGateway.Cli.Proving;

/// <summary>A form that marks a value as personal, independent of the parameter's name.</summary>
/// <param name="Name">The name in reports.</param>
/// <param name="Rule">The rule that replaces such values.</param>
/// <param name="IsForEveryLevel">Whether the rule applies at each level, or only at <c>strict</c>.</param>
/// <param name="Write">Creates a value, and returns the part of it that is the canary.</param>
internal sealed record PersonalForm(string Name, string Rule, bool IsForEveryLevel, Func<Canaries, (string Value, string Canary)> Write);
