using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

/// <summary>
/// The demo's page in a real browser, with the vendor's own pixel: the first minute of a visitor, every state, and every way to look at it.
/// </summary>
public sealed class DemoPageTests(DemoTour tour) : IClassFixture<DemoTour>
{
    private static readonly string[] Identifiers = ["eid", "cd", "uc700", "uc5", "uc7", "IP address", "wtstp_eid"];

    private DemoSeen Seen => tour.Seen;

    [Fact]
    public void First_impression_is_an_anonymous_hit_whose_identifiers_are_gone()
    {
        var first = Seen.First;

        Assert.Equal("anonymous because the anonymous cookie is set", first.Decision);
        Assert.Equal("removed", first.Rows[0].Group);
        Assert.StartsWith("eid=2", first.Rows[0].Sent[0], StringComparison.Ordinal);
        AssertHolds(first.NamesSent("removed"), Identifiers);
        Assert.DoesNotContain(first.Rows.SelectMany(static row => row.Received), static pair => Identifiers.Contains(
            pair.Split('=')[0], StringComparer.Ordinal));
        Assert.Contains(first.Rows, static row => row.Group == "changed" && row.Sent[0]
            .Contains("email=jane@example.org", StringComparison.Ordinal) && !row.Received[0].Contains("jane", StringComparison.Ordinal));
        Assert.All(first.Claims, static claim => Assert.StartsWith("✓ holds", claim, StringComparison.Ordinal));
        Assert.Equal(5, first.Claims.Count);
        Assert.Equal(2, first.Back.Count(static cookie => cookie.Contains("✕ blocked", StringComparison.Ordinal)));
    }

    [Fact]
    public void Each_row_has_one_sentence_and_each_stripped_thing_the_rule_that_stripped_it()
    {
        Assert.All(Seen.First.Rows, static row => Assert.True(row.Why.Split(' ', 3).Length == 3, row.Why));
        Assert.All(Seen.First.Rows.Where(static row => row.Group == "removed"
            && !row.Sent[0].StartsWith("IP address", StringComparison.Ordinal)), static row => Assert.Single(row.Rules));
        Assert.Contains("Host", Seen.First.Folded);
        Assert.Contains("Accept", Seen.First.Folded);
    }

    [Fact]
    public void Both_defaults_three_visitors_and_two_levels_are_decided_as_the_specification_says()
    {
        Assert.Equal(12, Seen.Situations.Count);
        Assert.All(Seen.Situations, static seen =>
        {
            Assert.Equal(seen.Visitor.Replace('-', ' '), seen.Decision[..seen.Decision.IndexOf(" because", StringComparison.Ordinal)]);
            Assert.Equal(seen.Choice == "opt-in" ? "3.2" : "3.1", seen.Chapter);
            switch (seen.Visitor)
            {
                case "anonymous":
                    AssertHolds(seen.NamesSent("removed"), Identifiers);
                    Assert.All(seen.Claims, static claim => Assert.StartsWith("✓ holds", claim, StringComparison.Ordinal));
                    Assert.Contains(
                        "miCookieOptOut is " + (seen.Choice == "opt-in" ? "absent" : "set to 1"), seen.Claims[0], StringComparison.Ordinal);
                    break;
                case "identified":
                    AssertHolds(seen.NamesSent("identifies"), "eid", "cd", "uc700", "uc5", "uc7", "wtstp_eid");
                    Assert.Empty(seen.Claims);
                    Assert.Equal(2, seen.Back.Count(static cookie => cookie.Contains("→ forwarded", StringComparison.Ordinal)));
                    break;
                default:
                    Assert.All(seen.Rows, static row => Assert.Equal(("removed", 0), (row.Group, row.Received.Count)));
                    Assert.Empty(seen.Claims);
                    break;
            }
        });
    }

    [Fact]
    public void Key_that_is_named_beside_a_doubtful_value_removes_it()
    {
        var anonymous = Seen.Situations.Where(static seen => seen.Visitor == "anonymous").ToArray();

        Assert.All(anonymous.Where(static seen => seen.Level == "standard"), static seen =>
        {
            Assert.Equal(["is=+49 151 23456789", "uc9=premium"], seen.Sent("doubt"));
            Assert.Equal(["Looks like a phone number. \"level\": \"strict\" removes it.", "\"level\": \"strict\" removes it."],
                seen.Rows.Where(static row => row.Group == "doubt").Select(static row => row.Remedy));
        });
        Assert.All(anonymous.Where(static seen => seen.Level == "strict"), static seen =>
        {
            Assert.Empty(seen.Sent("doubt"));
            Assert.Contains("uc9", seen.NamesSent("removed"));
            Assert.Contains(seen.Rows, static row => row.Received is ["is=(redacted)"]);
        });
    }

    [Fact]
    public void Two_links_of_the_specification_change_the_decision_in_both_polarities()
    {
        Assert.Equal(
            [
                ("Opt-out of user identifiers for 5 years", "anonymous"), ("Opt-in to tracking with user identifiers", "identified"),
                ("Agree to user identifiers for 5 years", "identified"),
                ("Return to default tracking without user identifiers", "anonymous"),
            ],
            Seen.Links.Select(static link => (link.Text, link.Decision.Split(' ')[0])));
    }

    [Fact]
    public void Page_has_no_axe_violation_and_does_not_scroll_sideways()
    {
        Assert.Equal(["1280 px", "1280 px, dark", "1280 px, forced colours", "360 px", "320 px", "1280 px at 400 %"],
            Seen.Views.Select(static view => view.Name));
        Assert.All(Seen.Views, static view =>
        {
            Assert.Empty(view.Violations);
            Assert.Equal((view.ClientWidth, 0d), (view.ScrollWidth, view.Scrolled));
        });
        Assert.All(Seen.Situations, static seen => Assert.Empty(seen.Violations));
    }

    [Fact]
    public void Console_stays_empty_and_nothing_is_loaded_from_elsewhere()
    {
        Assert.Empty(Seen.Complaints);
        Assert.Empty(Seen.Outside);
    }

    [Fact]
    public void Everything_can_be_reached_and_done_with_the_keyboard_alone()
    {
        var keyboard = Seen.Keyboard;

        AssertHolds(keyboard.Reached.Select(static stop => stop.Name), "visitor", "default", "level", "send", "set", "delete",
            "The page’s script", "The gateway’s policy");
        Assert.All(keyboard.Reached, static stop => Assert.True(stop.Visible, stop.Name));
        Assert.Equal(["identified", "opted", "identified", "anonymous", "anonymous"],
            keyboard.Decisions.Select(static decision => decision.Split(' ')[0]));
        Assert.True(keyboard.Unfolded);
        Assert.Equal(("1", keyboard.Shown.Current), (keyboard.Shown.Hit, keyboard.Shown.Focused));
    }

    [Fact]
    public void With_colours_of_the_visitors_own_shapes_and_words_say_the_same()
    {
        Assert.NotEqual(Seen.Forced.Other, Seen.Forced.Chosen);
        Assert.Equal("line-through", Seen.Forced.Gone);
        Assert.Equal(["✕ removed", "~ changed", "+ added", "! forwarded", "= forwarded"], Seen.Forced.Signs);
    }

    [Fact]
    public void Page_says_whether_the_pixel_is_the_vendors_or_a_stand_in_that_sends_the_same()
    {
        Assert.Contains("the vendor’s own pixel", Seen.First.Pixel, StringComparison.Ordinal);
        AssertHolds(Seen.StandIn.NamesSent("removed"), Identifiers);
        Assert.All(Seen.StandIn.Claims, static claim => Assert.StartsWith("✓ holds", claim, StringComparison.Ordinal));
        Assert.Equal(["is=+49 151 23456789", "uc9=premium"], Seen.StandIn.Sent("doubt"));
    }

    [Fact]
    public Task Accessibility_tree_is_the_one_in_the_repository() =>
        DemoDocs.CompareAsync(DemoDocs.Tree, Seen.First.Tree);

    [Fact]
    public async Task Pictures_of_the_readme_show_todays_page()
    {
        Assert.Equal(Seen.Pictures[0], Seen.Pictures[1]);
        foreach (var picture in DemoDocs.Pictures)
            await DemoDocs.RenewAsync(picture, tour.PathOf(Path.GetFileName(picture)));
        await DemoDocs.CompareAsync(DemoDocs.PictureText, $"{await DemoDocs.HashPageAsync()}\n{string.Join('\n', Seen.Pictures[0])}");

        Assert.All(DemoDocs.Pictures, static picture => Assert.InRange(new FileInfo(picture).Length, 10_000, 150_000));
    }

    private static void AssertHolds(IEnumerable<string> names, params string[] expected) =>
        Assert.Empty(expected.Except(names, StringComparer.Ordinal));
}
