using System.Globalization;
using Amazon.IdentityManagement.Model;

namespace Amazon.IdentityManagement;

/// <summary>The parameters of a request; what was not set is not sent.</summary>
internal sealed class QueryForm(IDictionary<string, string> parameters)
{
    public QueryForm Add(string name, string value)
    {
        if (value is not null)
        {
            parameters[name] = value;
        }

        return this;
    }

    public QueryForm Add(List<Tag> tags)
    {
        foreach (var (index, tag) in (tags ?? []).Index())
        {
            var member = string.Create(CultureInfo.InvariantCulture, $"Tags.member.{index + 1}");
            Add($"{member}.Key", tag.Key).Add($"{member}.Value", tag.Value);
        }

        return this;
    }

    public QueryForm Page(string marker, int? maxItems) =>
        Add("Marker", marker).Add("MaxItems", maxItems?.ToString(CultureInfo.InvariantCulture));
}
