namespace TmuxBuilder.Portal.Tests.Admin;

public sealed class RequestsTests(AdminWorld world) : IClassFixture<AdminWorld>
{
    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1440)]
    public async Task Requests_are_decided_and_the_number_that_waits_is_always_right(int width)
    {
        var mark = AdminWorld.Invariant($"W{width}");
        var first = await world.NewRequestAsync($"{mark} Ann", "A page about tea, with a menu.\nAnd a map.");
        await world.NewRequestAsync($"{mark} Ben", "<script>alert(1)</script> " + new string('x', 400));
        await world.NewRequestAsync($"{mark} Cem", "Bitte eine Seite");
        await using var visit = await world.SignedInAsync(width);
        var page = visit.Page;
        var link = page.GetByRole(AriaRole.Navigation, new() { Name = "Admin" })
            .GetByRole(AriaRole.Link, new() { Name = "Requests" });
        await Expect(link).ToContainTextAsync("3");
        await link.ClickAsync();
        await page.GetByText("3 wait for you.").WaitForAsync();
        await visit.SeenAsync($"admin-requests-{width}");

        await visit.Button($"Details of {mark} Ann’s request").ClickAsync();
        await page.GetByText(first).WaitForAsync();
        await visit.SeenAsync($"admin-request-{width}");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Expect(link).ToContainTextAsync("2");

        await visit.Button($"Reject {mark} Ben’s request").ClickAsync();
        await page.GetByLabel("Reason").FillAsync("We build websites only.");
        await visit.SeenAsync($"admin-reject-{width}");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await Expect(link).ToContainTextAsync("1");

        await visit.Button($"Details of {mark} Cem’s request").ClickAsync();
        await visit.Button("Delete").ClickAsync();
        await visit.Button("Delete for good").ClickAsync();
        await page.GetByText("None waits for you.").WaitForAsync();
        await visit.Button("Rejected").ClickAsync();
        await page.GetByText("Reason: We build websites only.").First.WaitForAsync();
        await visit.Button("Approved").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Open session" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Session", Exact = true }).WaitForAsync();
    }
}
