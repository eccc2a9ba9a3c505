"""What a drawing may consist of: elements, attributes, properties, and the words in their values (SVG 2, SVG 1.1)."""

from __future__ import annotations

from typing import Final

SVG: Final = "http://www.w3.org/2000/svg"
XLINK: Final = "http://www.w3.org/1999/xlink"
HREF: Final = f"{{{XLINK}}}href"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

WORDS_IN = frozenset({"text", "tspan", "textPath"})
SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
GROUPS = frozenset({"svg", "g", "use"})
# Elements that are drawn only where something refers to them.
APART = frozenset(
    {"defs", "symbol", "clipPath", "mask", "marker", "pattern", "linearGradient", "radialGradient", "filter"}
)
EFFECTS = frozenset({
    "feGaussianBlur", "feOffset", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feDropShadow",
    "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feMerge", "feMergeNode", "feTile", "feDisplacementMap",
})  # fmt: skip
ELEMENTS = frozenset({*WORDS_IN, *SHAPES, *GROUPS, *APART, *EFFECTS, "stop", "a", "switch"})

COLOURS = frozenset({"fill", "stroke", "color", "stop-color", "flood-color"})
REFERENCES = frozenset({"clip-path", "mask", "filter", "marker-start", "marker-mid", "marker-end"})
# Properties that may stand in a style sheet, in `style`, or as attributes.
PROPERTIES = frozenset({
    *COLOURS, *REFERENCES, "fill-opacity", "fill-rule", "clip-rule", "stroke-dasharray", "stroke-dashoffset",
    "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width", "opacity",
    "stop-opacity", "flood-opacity", "font-family", "font-size", "font-style", "font-weight", "font-variant",
    "font-stretch", "text-anchor", "text-decoration", "dominant-baseline", "alignment-baseline", "baseline-shift",
    "letter-spacing", "word-spacing", "writing-mode", "direction", "unicode-bidi", "visibility", "display", "overflow",
    "transform", "transform-origin", "vector-effect", "paint-order", "mix-blend-mode", "isolation", "mask-type",
    "color-interpolation-filters", "shape-rendering", "text-rendering", "x", "y", "width", "height", "cx", "cy", "r",
    "rx", "ry",
})  # fmt: skip
ATTRIBUTES = frozenset({
    "x1", "x2", "y1", "y2", "fx", "fy", "fr", "d", "points", "pathLength", "viewBox", "preserveAspectRatio",
    "gradientTransform", "gradientUnits", "spreadMethod", "offset", "patternUnits", "patternContentUnits",
    "patternTransform", "clipPathUnits", "maskUnits", "maskContentUnits", "markerWidth", "markerHeight", "markerUnits",
    "refX", "refY", "orient", "dx", "dy", "rotate", "textLength", "lengthAdjust", "startOffset", "filterUnits",
    "primitiveUnits", "stdDeviation", "operator", "k1", "k2", "k3", "k4", "mode", "values", "type", "tableValues",
    "slope", "intercept", "amplitude", "exponent", "scale", "xChannelSelector", "yChannelSelector",
})  # fmt: skip
RESULTS = frozenset({"in", "in2", "result"})
INPUTS = frozenset({"SourceGraphic", "SourceAlpha", "BackgroundImage", "BackgroundAlpha", "FillPaint", "StrokePaint"})
# Words that values may have: anything else is no value that is drawn.
WORDS = frozenset({
    "none", "inherit", "auto", "normal", "bold", "bolder", "lighter", "italic", "oblique", "small-caps", "condensed",
    "semi-condensed", "extra-condensed", "ultra-condensed", "expanded", "semi-expanded", "extra-expanded",
    "ultra-expanded", "start", "middle", "end", "underline", "overline", "line-through", "baseline", "central",
    "hanging", "mathematical", "ideographic", "alphabetic", "text-top", "text-bottom", "text-before-edge",
    "text-after-edge", "before-edge", "after-edge", "top", "bottom", "center", "left", "right", "sub", "super", "tb",
    "tb-rl", "lr", "lr-tb", "rl", "rl-tb", "vertical-rl", "vertical-lr", "horizontal-tb", "ltr", "rtl", "embed",
    "bidi-override", "isolate", "plaintext", "visible", "hidden", "collapse", "inline", "block", "scroll", "nonzero",
    "evenodd", "butt", "round", "square", "miter", "bevel", "arcs", "miter-clip", "translate", "scale", "rotate",
    "matrix", "skewX", "skewY", "translateX", "translateY", "scaleX", "scaleY", "px", "pt", "pc", "mm", "cm", "in",
    "em", "ex", "rem", "deg", "e", "E", "userSpaceOnUse", "objectBoundingBox", "strokeWidth", "auto-start-reverse",
    "pad", "reflect", "repeat", "spacing", "spacingAndGlyphs", "meet", "slice", "xMinYMin", "xMidYMin", "xMaxYMin",
    "xMinYMid", "xMidYMid", "xMaxYMid", "xMinYMax", "xMidYMax", "xMaxYMax", "over", "out", "atop", "xor",
    "arithmetic", "multiply", "screen", "darken", "lighten", "color-dodge", "color-burn", "hard-light", "soft-light",
    "difference", "exclusion", "hue", "saturation", "color", "luminosity", "overlay", "luminance", "alpha",
    "saturate", "hueRotate", "luminanceToAlpha", "identity", "table", "discrete", "linear", "gamma", "R", "G", "B",
    "A", "sRGB", "linearRGB", "non-scaling-stroke", "fill", "stroke", "markers", "xx-small", "x-small", "small",
    "medium", "large", "x-large", "xx-large", "smaller", "larger", "crispEdges", "geometricPrecision",
    "optimizeSpeed", "optimizeLegibility",
})  # fmt: skip
