using PrivacyGateway.Fuzz.Targets;

namespace PrivacyGateway.Fuzz.Running;

/// <summary>An input that violates an invariant, shrunk as far as possible.</summary>
internal sealed record Failure(string Target, string Violation, byte[] Input)
{
    /// <returns>Null if there is no violation.</returns>
    public static string? Find(FuzzTarget target, ReadOnlySpan<byte> input)
    {
        try
        {
            target.Run(input);
            return null;
        }
        catch (Finding finding)
        {
            return finding.Message;
        }
#pragma warning disable CA1031 // Every exception is a finding: unknown clients choose the input.
        catch (Exception unexpected)
#pragma warning restore CA1031
        {
            return $"{unexpected.GetType().Name} at {unexpected.StackTrace?.Split('\n')[0].Trim()}";
        }
    }

    public override string ToString() =>
        $"{Target}: {Violation}\n  input   {Escaped.Format(Input)}\n  in hex  {Convert.ToHexStringLower(Input)}";
}
