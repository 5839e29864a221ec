using PrivacyGateway.Fuzz.Targets;

namespace PrivacyGateway.Fuzz.Running;

/// <summary>An input for which something did not hold, as small as it could be made.</summary>
internal sealed record Failure(string Target, string What, byte[] Input)
{
    /// <returns>Null if all is well.</returns>
    public static string? Of(FuzzTarget target, ReadOnlySpan<byte> input)
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
#pragma warning disable CA1031 // Whatever is thrown is a finding: strangers choose the input.
        catch (Exception unexpected)
#pragma warning restore CA1031
        {
            return $"{unexpected.GetType().Name} at {unexpected.StackTrace?.Split('\n')[0].Trim()}";
        }
    }

    public override string ToString() => $"{Target}: {What}\n  input   {Escaped.Of(Input)}\n  in hex  {Convert.ToHexStringLower(Input)}";
}
