using TmuxBuilder.Checks.Pages;
using TmuxBuilder.Checks.Rules;

namespace TmuxBuilder.Checks.Inspection;

/// <summary>Finds links and buttons that do nothing.</summary>
internal sealed class ControlProbe(FindingList findings)
{
    private const int MaxPressesOfPage = 10;
    private const int MaxPressesOfSite = 40;

    private readonly HashSet<(string, string)> pressed = [];

    /// <summary>Judges a page's controls; says whether any was pressed, so that the page is not what it was.</summary>
    public async Task<bool> JudgeAsync(PageSession page, Uri address)
    {
        await page.FindListenersAsync();
        var controls = await page.ReadAsync("tb.listControls()", PageJson.Default.IReadOnlyListPageControl);
        var presses = 0;
        foreach (var control in controls)
        {
            if (control.Reach == "none")
            {
                Report(page, control);
            }
            else if ((control.Reach == "above" || control.Kind == "place")
                && presses < MaxPressesOfPage
                && pressed.Count < MaxPressesOfSite
                && pressed.Add((control.Kind, control.Text)))
            {
                presses++;
                await PressAsync(page, control, address);
            }
        }

        return presses > 0;
    }

    /// <summary>A framework may listen at the root for all: only pressing tells whether this one counts.</summary>
    private async Task PressAsync(PageSession page, PageControl control, Uri address)
    {
        var watch = page.Watch;
        var (effects, documents) = (watch.Effects, watch.Documents);
        var start = page.Page.Url;
        watch.IsPressing = true;
        try
        {
            var answer = await page.TryCallAsync($"tb.click({control.Index})");
            var isElsewhere = page.Page.Url.TrimEnd('#') != start.TrimEnd('#');
            if (answer == "nothing" && watch.Effects == effects)
            {
                Report(page, control);
            }

            if (answer is null || watch.Documents != documents || isElsewhere)
            {
                await page.GoAsync(address);
            }
        }
        finally
        {
            watch.IsPressing = false;
        }
    }

    private void Report(PageSession page, PageControl control)
    {
        var (rule, detail) = control.Kind switch
        {
            "place" => (
                CheckRules.AnchorBroken,
                $"The link \"{control.Text}\" leads to {control.Raw}, a place that is not there."),
            "link" => (CheckRules.LinkDead, $"The link \"{control.Text}\" does nothing."),
            _ => (CheckRules.ButtonDead, $"The button \"{control.Text}\" does nothing."),
        };
        findings.Add(rule, page.Watch.Path, detail);
    }
}
