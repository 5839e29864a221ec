using System.Text;
using PrivacyGateway.Fuzz.Generating;
using PrivacyGateway.Fuzz.Reference;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Fuzz.Targets;

/// <summary>The name canonicaliser: no spelling that a careless reader would take for an identifier evades it.</summary>
internal sealed class NamesTarget() : FuzzTarget("names")
{
    public override IReadOnlyList<byte[]> Seeds { get; } = [.. IdentityNames.Samples.Select(Encoding.Latin1.GetBytes)];

    public override void Run(ReadOnlySpan<byte> input)
    {
        using var scratch = new DecodeBuffer(input.Length);
        var decoded = scratch.Decode(input);
        CheckOrigins(input, decoded);
        CheckFixedPoint(decoded);
        CheckCanonical(decoded.Text);
        if (IsIdentity(input))
            Finding.Unless(
                !decoded.IsSettled || FuzzPolicies.Standard.Find(decoded.Text).Stripped, "an identifier is taken for another name");
    }

    protected override void AddFromGrammar(Draft draft, Dice dice) => Spelling.Add(draft, dice, Grammar.Name(dice));

    private static void CheckOrigins(ReadOnlySpan<byte> input, in DecodedText decoded)
    {
        Finding.Unless(decoded.Text.Length <= input.Length, "the decoded text is longer than the raw one");
        var origins = new int[input.Length + 1];
        decoded.WriteOrigins(origins);
        Finding.Unless(origins[decoded.Text.Length] == input.Length, "the end does not map to the end");
        var last = -1;
        for (var i = 0; i < decoded.Text.Length; i++)
        {
            Finding.Unless(origins[i] > last, "the map to the raw bytes goes back");
            last = origins[i];
        }
    }

    private static void CheckFixedPoint(in DecodedText decoded)
    {
        if (!decoded.IsSettled)
            return;
        using var scratch = new DecodeBuffer(decoded.Text.Length);
        Finding.Unless(scratch.Decode(decoded.Text).Text.SequenceEqual(decoded.Text), "decoding a settled text changes it");
    }

    private static void CheckCanonical(ReadOnlySpan<byte> name)
    {
        Span<char> once = stackalloc char[CanonicalName.MaxLength];
        if (!CanonicalName.TryWrite(name, once, out var length) || length == once.Length)
            return;

        Span<byte> bytes = stackalloc byte[CanonicalName.MaxLength * 3];
        if (!Encoding.UTF8.TryGetBytes(once[..length], bytes, out var size))
            return;
        Span<char> twice = stackalloc char[CanonicalName.MaxLength];
        Finding.Unless(CanonicalName.TryWrite(bytes[..size], twice, out var again), "a canonical name has no canonical form");
        Finding.Unless(HasSurrogate(once[..length]) || once[..length]
            .SequenceEqual(twice[..again]), "the canonical form of a canonical name is another");
    }

    private static bool HasSurrogate(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\uD800', '\uDFFF');

    /// <summary>After any number of rounds, as an independent reader would see it.</summary>
    private static bool IsIdentity(ReadOnlySpan<byte> input)
    {
        Span<char> name = stackalloc char[64];
        if (IdentityNames.Contains(name[..LenientReader.NameOf(input, name)]))
            return true;
        if (input.IndexOf((byte)'%') < 0)
            return false;

        var text = input.ToArray();
        var length = text.Length;
        while (LenientReader.DecodeOnce(text, ref length))
        {
            if (IdentityNames.Contains(name[..LenientReader.NameOf(text.AsSpan(0, length), name)]))
                return true;
        }

        return false;
    }
}
