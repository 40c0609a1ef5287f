using System.Text.Json;
using TmuxBuilder.Checks.Exits;
using TmuxBuilder.Checks.Pages;
using TmuxBuilder.Checks.Rules;

namespace TmuxBuilder.Checks.Inspection;

/// <summary>Fills in forms, sends them, and sees whether the visitor is told anything.</summary>
internal sealed class FormProbe(SiteScope scope, FindingList findings, TimeProvider time)
{
    private const int MaxFormsOfPage = 3;
    private const int MaxFormsOfSite = 6;
    private const int MaxLooks = 20;
    private const string MailProgram = "mailto:";

    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(100);

    private readonly HashSet<string> tried = [];

    /// <param name="isFresh">Whether the page is as it was loaded.</param>
    public async Task JudgeAsync(
        PageSession page, Uri address, int forms, bool isFresh, CancellationToken cancellationToken)
    {
        for (var index = 0; index < Math.Min(forms, MaxFormsOfPage) && tried.Count < MaxFormsOfSite; index++)
        {
            var text = await page.CallAsync($"tb.describeForm({index})");
            if (text.Length == 0
                || JsonSerializer.Deserialize(text, PageJson.Default.PageForm) is not { } form
                || !tried.Add($"{form.Name}|{form.Fields}"))
            {
                continue;
            }

            if (form.Action.StartsWith(MailProgram, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (form.Action.Length > 0 && !IsOwn(form.Action))
            {
                ReportElsewhere(page, form, form.Action);
                continue;
            }

            page.Watch.IsPressing = true;
            try
            {
                if (!isFresh)
                {
                    await page.GoAsync(address);
                }

                isFresh = false;
                await TryAsync(page, form, index, cancellationToken);
            }
            finally
            {
                page.Watch.IsPressing = false;
            }
        }
    }

    private bool IsOwn(string action) =>
        Uri.TryCreate(action, UriKind.Absolute, out var address) && scope.Owns(address);

    private async Task TryAsync(PageSession page, PageForm form, int index, CancellationToken cancellationToken)
    {
        var watch = page.Watch;
        var before = (await page.CallAsync("tb.text()"), page.Page.Url);
        switch (await page.TryCallAsync($"tb.fillForm({index})"))
        {
            case "disabled":
                findings.Add(
                    CheckRules.FormLocked,
                    page.Watch.Path,
                    $"The button of the form \"{form.Name}\" stays disabled when it is filled in.");
                return;
            case "filled":
                break;
            default:
                // What no plausible values satisfy, or has nothing to send, cannot be judged.
                return;
        }

        before.Item1 = await page.CallAsync("tb.text()");
        var (effects, navigations) = (watch.Effects, watch.Navigations);
        watch.WentElsewhere = null;
        await page.TryCallAsync($"tb.submitForm({index})");
        for (var look = 0; look < MaxLooks; look++)
        {
            await Task.Delay(LookPause, time, cancellationToken);
            if (watch.WentElsewhere is { } elsewhere)
            {
                ReportElsewhere(page, form, elsewhere);
                return;
            }

            if (watch.Navigations != navigations)
            {
                await JudgeNavigationAsync(page, form, before);
                return;
            }

            // No text means that the page is being replaced: where by, the next look tells.
            var text = await page.TryCallAsync("tb.text()");
            if (watch.Effects != effects || (text is not null && text != before.Item1))
            {
                return;
            }
        }

        Report(page, form, "nothing happens when it is filled in and sent");
    }

    private async Task JudgeNavigationAsync(PageSession page, PageForm form, (string Text, string Url) before)
    {
        await page.RestAsync();
        var same = Plain(page.Page.Url) == Plain(before.Url) && await page.CallAsync("tb.text()") == before.Text;
        if (same)
        {
            Report(page, form, "sending it only loads the page again");
        }
    }

    private static string Plain(string url) => url.Split('#', '?')[0];

    private void ReportElsewhere(PageSession page, PageForm form, string where) =>
        findings.Add(CheckRules.FormElsewhere, page.Watch.Path, $"The form \"{form.Name}\" is sent to {where}");

    private void Report(PageSession page, PageForm form, string what) =>
        findings.Add(CheckRules.FormDead, page.Watch.Path, $"The form \"{form.Name}\": {what}.");
}
