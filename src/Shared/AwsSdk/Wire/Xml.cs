using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace TmuxBuilder.AwsSdk;

/// <summary>Reads answers by local name: whether they carry a namespace differs between services and regions.</summary>
internal static class Xml
{
    public static XElement Load(Stream body)
    {
        using var reader = XmlReader.Create(
            body, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XElement.Load(reader);
    }

    public static XElement Child(this XElement parent, string name) =>
        parent?.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    public static string Text(this XElement parent, string name) => parent.Child(name)?.Value;

    public static bool? Bool(this XElement parent, string name) =>
        parent.Text(name) is { } text ? XmlConvert.ToBoolean(text.Trim()) : null;

    public static int? Int(this XElement parent, string name) =>
        parent.Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public static long? Long(this XElement parent, string name) =>
        parent.Text(name) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    public static DateTime? Time(this XElement parent, string name) =>
        parent.Text(name) is { } text
            ? DateTime.Parse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
            : null;

    /// <summary>The members of a list, or null where the answer has none, as version 4 of the SDK has it.</summary>
    public static List<T> Members<T>(this XElement parent, string list, string member, Func<XElement, T> read) =>
        parent.Child(list)?.Elements().Where(item => item.Name.LocalName == member).Select(read).ToList()
            is { Count: > 0 } all ? all : null;
}
