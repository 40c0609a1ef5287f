using TmuxBuilder.Checks.Tests.Support;

namespace TmuxBuilder.Checks.Tests.Sites;

/// <summary>Forms are tried whatever their fields are called.</summary>
public sealed class FormTests
{
    [Theory]
    [InlineData("action")]
    [InlineData("elements")]
    [InlineData("noValidate")]
    [InlineData("checkValidity")]
    [InlineData("id")]
    public async Task A_fields_name_hides_nothing_of_its_form(string field)
    {
        await using var world = new CheckWorld().With(GoodSite.Files($$"""
            <form action="/"><label>Name <input name="{{field}}"></label> <button>Send</button></form>
            <p id="said"></p>
            <form action="/"><label>City <input name="{{field}}"></label> <button>Order</button></form>
            <script>
              document.querySelector('form').addEventListener('submit', (event) => {
                event.preventDefault();
                document.getElementById('said').textContent = 'Thank you, we have it.';
              });
              document.querySelectorAll('form')[1].addEventListener('submit', (event) => event.preventDefault());
            </script>
            """));

        var report = await world.ReportAsync();

        var found = Assert.Single(report.Findings);
        Assert.Equal("form.dead", found.Rule);
        Assert.Contains("\"Order\"", found.Detail, StringComparison.Ordinal);
    }
}
