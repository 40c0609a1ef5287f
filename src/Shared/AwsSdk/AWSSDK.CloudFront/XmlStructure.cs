using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Amazon.CloudFront;

/// <summary>
/// Writes a structure: the members that were set, and those of <paramref name="raw"/> that this client has no member
/// for. So what was got can be changed and put back without losing what AWS has added since.
/// </summary>
internal sealed class XmlStructure(string name, XElement raw)
{
    public static readonly XNamespace Namespace = "http://cloudfront.amazonaws.com/doc/2020-05-31/";

    private readonly XElement _element = new(Namespace + name);
    private readonly HashSet<string> _known = [];

    public XmlStructure Add(string member, string value) => Add(value is null ? null : Element(member, value), member);

    public XmlStructure Add(string member, bool? value) =>
        Add(member, value is { } set ? XmlConvert.ToString(set) : null);

    public XmlStructure Add(string member, long? value) => Add(member, value?.ToString(CultureInfo.InvariantCulture));

    public XmlStructure Add(string member, string item, List<string> values) =>
        Add(member, values, value => Element(item, value));

    public XmlStructure Add<T>(string member, List<T> values, Func<T, XElement> write) =>
        Add(values is null ? null : new XElement(Namespace + member, values.Select(write)), member);

    public XmlStructure Add(XElement value, string member)
    {
        _known.Add(member);
        _element.Add(value);
        return this;
    }

    public XElement Done()
    {
        _element.Add(raw?.Elements().Where(child => !_known.Contains(child.Name.LocalName)));
        return _element;
    }

    private static XElement Element(string member, string value) => new(Namespace + member, value);
}
