"""Sample data: an organisation, its people and a document. None of them is real."""

import csv
import io
from dataclasses import dataclass

from PIL import Image, ImageDraw

ORGANISATION = "ТОВ «Зразок»"
PIN = "704213"
CHECKPOINT, PLACE = "КПП №1", "вул. Садова, 5"

TITLE = "Правила внутрішнього розпорядку"
PARAGRAPHS = (
    "1. Робочий день триває з 9:00 до 18:00 з перервою з 13:00 до 14:00.",
    "2. На територію входять за перепусткою, яку показують на контрольно-пропускному пункті.",
    "3. Про відсутність через хворобу працівник повідомляє керівника того самого дня.",
    "4. Працівник береже майно організації та відомості, що становлять комерційну таємницю.",
    "5. Ці правила є зразком і не стосуються жодної справжньої організації.",
)


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """A person on the sample staff list; `has_phone` means that they have a phone on the chat page."""

    number: str
    name: str
    position: str
    department: str
    phone: str
    has_phone: bool = False

    @property
    def first_name(self) -> str:
        """The first name."""
        return self.name.split()[0]


OWNER = SamplePerson("", "Олена Власенко", "Директорка", "Дирекція", "+380501110001", has_phone=True)
EMPLOYEE = SamplePerson("1002", "Андрій Мельник", "Інженер", "Виробництво", "+380501110002", has_phone=True)
GUARD = SamplePerson("1003", "Петро Сич", "Охоронець", "Охорона", "+380501110003", has_phone=True)
OTHERS = (
    SamplePerson("1004", "Ганна Їжакевич", "Бухгалтерка", "Бухгалтерія", "+380501110004"),
    SamplePerson("1005", "Юрій Ґудзь", "Технолог", "Виробництво", "+380501110005"),
    SamplePerson("1006", "Марія Лисенко", "Кадровичка", "Дирекція", "+380501110006"),
    SamplePerson("1007", "Ярослав Щербина", "Водій", "Гараж", "+380501110007"),
    SamplePerson("1008", "Соломія Кравець", "Лаборантка", "Виробництво", "+380501110008"),
)


def staff_list() -> bytes:
    """Return the staff list as spreadsheets export it: CSV with semicolons, UTF-8 with a byte order mark."""
    text = io.StringIO()
    rows = csv.writer(text, delimiter=";")
    rows.writerow(["Табельний номер", "ПІБ", "Посада", "Підрозділ", "Телефон"])
    for person in (EMPLOYEE, GUARD, *OTHERS):
        rows.writerow([person.number, person.name, person.position, person.department, person.phone])
    return text.getvalue().encode("utf-8-sig")


def document() -> bytes:
    """Draw the sample document, a PDF of one A4 page."""
    from font_roboto import Roboto, RobotoBold  # noqa: PLC0415 - slow to import
    from fpdf import FPDF  # noqa: PLC0415 - as above

    pdf = FPDF()
    pdf.add_font("Roboto", "", Roboto)
    pdf.add_font("Roboto", "B", RobotoBold)
    pdf.set_margin(25)
    pdf.add_page()
    pdf.set_font("Roboto", "B", 16)
    pdf.multi_cell(0, 9, TITLE, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Roboto", "", 11)
    for paragraph in (ORGANISATION, *PARAGRAPHS):
        pdf.ln(3)
        pdf.multi_cell(0, 6, paragraph, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def portrait() -> bytes:
    """Draw a simple face, the sample holder's portrait, as a JPEG."""
    image = Image.new("RGB", (480, 600), "#cfd8dc")
    draw = ImageDraw.Draw(image)
    draw.ellipse((60, 420, 420, 900), fill="#37474f")
    draw.rectangle((205, 380, 275, 470), fill="#d3a57c")
    draw.ellipse((112, 88, 368, 350), fill="#4e342e")
    draw.ellipse((132, 150, 348, 440), fill="#e0b48c")
    for eye in (190, 270):
        draw.ellipse((eye, 245, eye + 22, 267), fill="#263238")
    draw.arc((190, 300, 290, 370), 20, 160, fill="#8d4b3a", width=6)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()
